"""Multi-exit networks: defined, counted, trained, calibrated and exported as Offramp bundles."""
