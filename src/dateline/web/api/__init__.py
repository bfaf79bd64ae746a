def add_api(app): pass
