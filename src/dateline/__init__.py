"""Dateline reads open-source reports about armed conflict into sourced claims."""
