Pages of the website say who may keep them: caches where all visitors get the same, nobody where somebody is logged in, a form has a token, or something went wrong.
