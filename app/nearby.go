package app

// SettingNearby switches off, with NearbyOff, that laptops nearby find each
// other by themselves; with "" they do.
const (
	SettingNearby = "network.nearby"
	NearbyOff     = "off"
)
