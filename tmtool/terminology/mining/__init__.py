"""Terms that a memory has but no glossary, and how they were translated."""
