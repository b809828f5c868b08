"""Speed and peak memory of the desk, as ratios to the bare parse of the same texts in the same run."""
