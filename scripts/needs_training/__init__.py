"""How the model of needs is trained from the utterances in scripts/needs."""
