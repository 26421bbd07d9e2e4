"""What is sent by mail: to applicants, to those who reported, to those whom a decision affects."""
