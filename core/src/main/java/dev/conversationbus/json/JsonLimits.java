package dev.conversationbus.json;

/**
 * How large and how deep JSON text may be.
 *
 * @param maxBytes of the compact form in UTF-8, inclusive
 * @param maxNesting of objects and arrays in each other, the outermost counted as 1
 */
public record JsonLimits(int maxBytes, int maxNesting) {}
