"""Addresses that articles cite: what their pages say of themselves, whether they still lead anywhere, copies of them."""
