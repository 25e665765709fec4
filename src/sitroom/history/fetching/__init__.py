"""Fetching: the published files of GDELT, loaded politely and taken up where a run stopped."""
