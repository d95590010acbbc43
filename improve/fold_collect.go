package improve

import "bytes"

// collect keeps what the counted events say.
func (s *Space) collect(counted []AuthEvent, fold *spaceFold) {
	renamed := map[Dot]bool{}
	for _, e := range counted {
		s.counted[e.Dot()] = true
		if e.Header.Type != NameEvent {
			continue
		}
		for _, dot := range e.Header.Over {
			if dot != e.Dot() {
				renamed[dot] = true
			}
		}
	}
	for _, e := range counted {
		switch {
		case e.Header.Type == NameEvent && !renamed[e.Dot()]:
			s.names.add(Version{Dot: e.Dot(), Stamp: e.Header.Stamp, Value: DecodeValue(e.Body), Erased: e.Erased()})
		case e.Header.Type == GrantEvent:
			s.addGrant(e, fold)
		case e.Header.Type == KeyEvent:
			s.keys = append(s.keys, nearKey{dot: e.Dot(), stamp: e.Header.Stamp, over: e.Header.Over, hash: e.BodyHash})
		}
	}
	for _, e := range counted {
		if fold.isAccept(e.Header) {
			s.extendCut(e.Header)
		}
	}
	if v, ok := s.names.Shown(); ok {
		s.Name = v.Value.Text
	}
}

func (s *Space) addGrant(e AuthEvent, fold *spaceFold) {
	s.grants[e.Header.Device] = append(s.grants[e.Header.Device], grant{
		ownGrant: fold.own[e.Dot()], header: e.Header, author: e.Device, name: fold.names[e.Dot()], cells: DecodeValue(e.Body).Cells,
	})
}

func (s *Space) extendCut(accept Header) {
	for _, grants := range s.grants {
		for i := range grants {
			grants[i].extend(accept)
		}
	}
}

func compareDevices(a, b DeviceID) int { return bytes.Compare(a[:], b[:]) }
