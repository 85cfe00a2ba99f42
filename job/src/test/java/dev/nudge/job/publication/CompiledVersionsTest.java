package dev.nudge.job.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.CompiledVersion;
import dev.nudge.engine.Publications;
import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.campaign.CampaignDocument;
import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.job.message.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CompiledVersionsTest {
  private final CompiledVersions versions = new CompiledVersions();
  private final AtomicInteger read = new AtomicInteger();

  @Test
  void aVersionIsCompiledOnceForAllWhoAddIt() {
    Publications first = new Publications();
    Publications second = new Publications();
    CompiledVersion compiled = compiled(version(1, "event.price > 3"), first);
    assertThat(first.add(compiled)).isTrue();

    CompiledVersion again = compiled(version(1, "event.price > 3"), second);
    assertThat(again).isSameAs(compiled);
    assertThat(second.add(again)).isTrue();
    assertThat(second.campaigns().ids()).containsExactly("one");
    assertThat(read).hasValue(1);
  }

  @Test
  void anotherVersionIsAnotherEvenOfTheSameDocument() {
    Publications publications = new Publications();
    CompiledVersion compiled = compiled(version(1, "event.price > 3"), publications);
    assertThat(compiled(version(2, "event.price > 3"), publications)).isNotSameAs(compiled);
    assertThat(compiled(version(1, "event.price > 4"), publications)).isNotSameAs(compiled);
  }

  @Test
  void whatDoesNotRunIsNotRemembered() {
    Publications publications = new Publications();
    Version wrong = version(1, "event.price >");
    assertThat(compiled(wrong, publications).isSound()).isFalse();
    assertThat(compiled(wrong, publications).problems()).isNotEmpty();
    assertThat(read).hasValue(2);
    assertThat(versions.of(wrong, Optional::empty, publications)).isEmpty();
  }

  @Test
  void manyWhoAskAtOnceShareOne() {
    Version version = version(1, "event.price > 3");
    List<CompletableFuture<CompiledVersion>> asked =
        IntStream.range(0, 8)
            .mapToObj(
                i -> CompletableFuture.supplyAsync(() -> compiled(version, new Publications())))
            .toList();
    assertThat(asked.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    assertThat(read).hasValue(1);
  }

  private CompiledVersion compiled(Version version, Publications compiler) {
    return versions.of(version, () -> campaign(version), compiler).orElseThrow();
  }

  private Optional<Campaign> campaign(Version version) {
    read.incrementAndGet();
    return CampaignReader.read("one.yaml", version.text(), new ArrayList<>()).stream()
        .findFirst()
        .map(CampaignDocument::campaign);
  }

  private static Version version(int number, String condition) {
    String text = "{id: one, pattern: {steps: [{name: a, where: '" + condition + "'}]}}";
    return new Version("one", number, Version.State.ACTIVE, 10, text, "", 1, 10);
  }
}
