"""Tests of the site that commit let the guarded tables be emptied between them."""

from tests.flushing import let_flush

let_flush()
