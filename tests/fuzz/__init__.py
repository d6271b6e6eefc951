"""Damaged bytes for every reader of what comes from outside: `python -m tests.fuzz`. A short run is part of the tests.

readers.py   each reader with genuine samples       damage.py   what is done to them       test_fuzz.py   a moment of it
"""
