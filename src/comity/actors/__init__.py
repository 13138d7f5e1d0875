"""Who is meant: names, offices through time, sides, and what stands for them in a document."""
