"""What ``haowen import`` does: each source yields comers, one hand brings them in, one report says what became of them."""
