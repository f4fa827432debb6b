Wiki articles, practice examples, seminars and grant applications with their workflows.
