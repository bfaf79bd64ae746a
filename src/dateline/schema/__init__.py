"""The frozen types of every stage, and the codebook. Imports no other room.

All offsets are Unicode code points into `Document.text`, half-open `[start, end)`.
"""
