"""Compact models of our own: loading and running them. No torch, no network, no pickle."""

from dateline.models.loading import Model, load

__all__ = ["Model", "load"]
