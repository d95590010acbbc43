// Package lan lets laptops that share a space find each other in one network,
// and names nobody there. Each says a beacon now and then, a small UDP packet
// to a multicast group and to the subnet's broadcast address. It holds numbers
// that only the members of a shared space can tell from chance; to everybody
// else two beacons of one laptop have nothing in common.
//
// It never connects to anyone: it reports where a known device was heard
// (Params.OnSeen), and whoever runs it dials there, proving keys as ever. It
// opens no port while nobody is shared with and nobody pairs.
//
// Read beacon.go (the bytes), circle.go (who can recognise whom), finder.go
// (when it speaks and how it listens), then udp.go (the sockets).
package lan
