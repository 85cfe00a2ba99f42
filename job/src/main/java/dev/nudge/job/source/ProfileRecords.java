package dev.nudge.job.source;

import dev.nudge.engine.mapping.LineReader;
import dev.nudge.engine.mapping.Mapping;
import dev.nudge.engine.mapping.ProfileUpdate;
import dev.nudge.job.message.Message;
import dev.nudge.settings.Settings;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Profile updates. */
final class ProfileRecords extends MappedReader<ProfileUpdate> {
  private static final long serialVersionUID = 1;

  ProfileRecords(Settings settings) {
    super(settings.topics().profiles(), settings.topics().rejected());
  }

  @Override
  LineReader<ProfileUpdate> lines(Mapping mapping) {
    passOverTombstones(mapping.profilesHaveTombstones());
    return mapping.profiles().json();
  }

  @Override
  Message message(ConsumerRecord<byte[], byte[]> record, ProfileUpdate update) {
    return new Message.Learnt(update.user(), update.time(), update.properties());
  }
}
