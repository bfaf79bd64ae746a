"""The gazetteer, and toponym resolution: a resource room that stage rooms may read."""
