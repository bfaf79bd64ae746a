"""Document -> Spans, one annotator a module. A language's data is a folder beside the modules."""
