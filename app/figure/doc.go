// Package figure draws pictures: a layout makes a Scene, once, and the scene
// becomes PNG, SVG or PDF, always on light paper because it ends on a wall.
//
// It knows charts as numbers (improve/chart) and nothing of windows, files or
// projects: callers bring words and dates and take bytes away. Lengths are
// units, one pixel of a PNG at scale 1; y grows downwards.
//
// Read scene.go first (what a picture is made of), then run_chart.go (how one
// is laid out) and draw_svg.go (the shortest way out).
package figure
