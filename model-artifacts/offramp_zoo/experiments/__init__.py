"""Experiments on the papers' claims that need no training: minutes each, their figures kept for the claims page."""
