"""Multi-exit networks: defined, counted, trained, calibrated and exported as Offramp bundles."""

from .prediction import Answer, Bundle, load

__all__ = ["Answer", "Bundle", "load"]
