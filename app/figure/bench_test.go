package figure

import (
	"fmt"
	"testing"

	"github.com/cairn-schools/cairn/improve/chart"
)

// dashboard is a year's numbers of 24 measures, as small pictures.
func dashboard(t testing.TB) []RunChart {
	kinds := []chart.Kind{chart.Run, chart.I, chart.C, chart.Run}
	var charts []RunChart
	for n := range 24 {
		var values []float64
		for i := range 52 {
			values = append(values, float64(40+i/2+(i*37+n*11)%17))
		}
		goal := 70.0
		charts = append(charts, RunChart{
			Chart: drawn(t, chart.Spec{Kind: kinds[n%len(kinds)], Better: chart.Up}, weekly(values...)),
			Title: fmt.Sprintf("Measure %d of the network", n+1), Unit: "%", Goal: &goal, Better: chart.Up, Small: true,
		})
	}
	return charts
}

// BenchmarkDashboard lays out and rasters a year's dashboard of 24 charts, as the window does.
func BenchmarkDashboard(b *testing.B) {
	charts := dashboard(b)
	b.ResetTimer()
	for b.Loop() {
		for _, c := range charts {
			scene := c.Scene()
			if _, err := scene.View(scene.Paper(), 1); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkCrowded is one page's chart with 52 points and 12 annotations: its
// layout, and its picture at the sharpness of most screens and of the best.
func BenchmarkCrowded(b *testing.B) {
	c := crowded(b)
	b.Run("layout", func(b *testing.B) {
		for b.Loop() {
			c.Scene()
		}
	})
	scene := c.Scene()
	for _, scale := range []float64{1, 2} {
		b.Run(fmt.Sprintf("raster-%g", scale), func(b *testing.B) {
			for b.Loop() {
				if _, err := scene.View(scene.Paper(), scale); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkDriver lays out and rasters a driver diagram of 86 boxes, as the window does.
func BenchmarkDriver(b *testing.B) {
	d := crowdedDriver()
	b.Run("layout", func(b *testing.B) {
		for b.Loop() {
			d.Scene()
		}
	})
	b.Run("layout-and-window", func(b *testing.B) {
		for b.Loop() {
			scene := d.Scene()
			if _, err := scene.View(Box{0, 0, scene.Width, 620}, 1); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("layout-and-all", func(b *testing.B) {
		for b.Loop() {
			scene := d.Scene()
			if _, err := scene.View(scene.Paper(), 1); err != nil {
				b.Fatal(err)
			}
		}
	})
}
