package dev.nudge.console.account;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A password that bcrypt takes: 72 bytes of UTF-8 at most. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Constraint(validatedBy = EncodablePassword.Judge.class)
@interface EncodablePassword {
  /** What follows the name of the part. */
  String message() default "has 72 bytes at most";

  /** Of Bean Validation. */
  Class<?>[] groups() default {};

  /** Of Bean Validation. */
  Class<? extends Payload>[] payload() default {};

  /** Says whether one is. */
  final class Judge implements ConstraintValidator<EncodablePassword, String> {
    private static final int MOST = 72;

    @Override
    public boolean isValid(@Nullable String password, ConstraintValidatorContext context) {
      return password == null || password.getBytes(StandardCharsets.UTF_8).length <= MOST;
    }
  }
}
