package dev.nudge.job.source;

import dev.nudge.job.budget.BudgetRecords;
import dev.nudge.job.message.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the job itself has told of budgets; what is none of it is passed over. */
final class SpentRecords implements RecordReader {
  private static final long serialVersionUID = 1;

  @Override
  public void open() {}

  @Override
  public List<Message> read(ConsumerRecord<byte[], byte[]> record) {
    return List.of(
        BudgetRecords.read(new String(RecordReader.raw(record), StandardCharsets.UTF_8))
            .<Message>map(spent -> spent)
            .orElseGet(Message.PassedOver::new));
  }
}
