"""The web application: pages, a JSON API, and who may do what. Needs the extra `web`."""
