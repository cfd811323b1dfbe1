"""Measure time, memory and size. Figures of one run on one machine are compared, never asserted."""
