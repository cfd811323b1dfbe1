"""What is computed from the facts: status, relations, history, evidence, coverage, usage."""
