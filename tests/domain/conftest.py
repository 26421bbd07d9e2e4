"""Lets tests that commit empty the guarded tables afterwards."""

from tests.flushing import let_flush

let_flush()
