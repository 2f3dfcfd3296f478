package dev.conversationbus.spi;

/**
 * What a transport can do.
 *
 * @param removesDuplicates whether a second publication with the same key is not recorded again
 * @param livePush whether feeds are pushed, rather than polled
 * @param durableHistory whether history outlives the process
 * @param mayLoseAnswers whether a publication can end unknown; if so, every publication carries a
 *     key
 * @since 0.1.0
 */
public record Capabilities(
    boolean removesDuplicates, boolean livePush, boolean durableHistory, boolean mayLoseAnswers) {}
