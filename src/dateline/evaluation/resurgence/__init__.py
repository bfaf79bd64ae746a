"""The back-test of resurgence alerts: onsets, stress runs, AMOC, forecasts' scores."""
