package dev.nudge.customer.store;

/**
 * Where a PostgreSQL is.
 *
 * @param url {@code jdbc:postgresql://host:port/database}
 * @param user who may make schemas and roles there
 */
public record Database(String url, String user, String password) {}
