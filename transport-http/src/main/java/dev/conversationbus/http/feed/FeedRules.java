package dev.conversationbus.http.feed;

import java.time.Duration;

/**
 * Bounds of feeds.
 *
 * @param silence a stream of which nothing is heard for so long is broken
 * @param shortestPoll between two questions while there is something to hear
 * @param longestPoll between two questions when nothing happens
 * @param pageSize events in one answer, 1 to 100
 * @param streams streams open at a time; further feeds ask instead
 * @param maxMessageBytes the longest message of a stream
 */
public record FeedRules(
    Duration silence,
    Duration shortestPoll,
    Duration longestPoll,
    int pageSize,
    int streams,
    int maxMessageBytes) {}
