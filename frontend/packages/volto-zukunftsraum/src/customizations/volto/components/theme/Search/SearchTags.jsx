/**
 * OVERRIDE SearchTags.jsx
 * REASON: Volto asks for the vocabulary of keywords here, which strangers may
 * not read (401), and would show tags of content that they may not see.
 * FILE VERSION: Volto 19.3.0
 */
const SearchTags = () => null;

export default SearchTags;
