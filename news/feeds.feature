What is new comes as JSON Feed and Atom (`@feed`), of the whole site or a part, by type, topic and federal state.
