"""Foreign articles as comers: what ``haowen import`` and the studio read alike, whoever asks and whatever is told of it."""
