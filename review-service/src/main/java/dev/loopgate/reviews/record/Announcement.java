package dev.loopgate.reviews.record;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fact for the feed that takes effect elsewhere, told when the entry that it belongs to has its
 * place in the log and not before. A {@code recordIndex} in its data is filled in then.
 *
 * @param type for example {@code registration.logged}
 * @param subject id of what the fact is about
 * @param programId the program that it is about; null when it is about no single one
 * @param data the record of {@code contracts} that belongs to the type
 */
public record Announcement(String type, Object subject, @Nullable UUID programId, Object data) {}
