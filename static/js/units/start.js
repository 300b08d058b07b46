// Turns text areas of units into editors.
