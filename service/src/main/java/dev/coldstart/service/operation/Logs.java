package dev.coldstart.service.operation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.coldstart.service.operation.ServiceSettings.LogFormat;
import java.io.OutputStream;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The log of a service. Whoever is no service writes none: the commands say what they have to say themselves, and a library's
 * remarks are not for their users.
 */
public final class Logs {

    static final String COMPARISON = "comparison";

    private Logs() {}

    /** Found by Logback in place of a file: silent until {@link #begin}. */
    @ConfiguratorRank(ConfiguratorRank.CUSTOM_TOP_PRIORITY)
    public static final class Silent extends ContextAwareBase implements Configurator {
        @Override
        public ExecutionStatus configure(LoggerContext context) {
            context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
            return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
        }
    }

    /**
     * Begins to write, a line each.
     *
     * @param out usually the standard error
     */
    public static void begin(LogFormat format, OutputStream out) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(context);
        appender.setEncoder(format == LogFormat.JSON ? json(context) : text(context));
        appender.setOutputStream(out);
        appender.start();
        var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.addAppender(appender);
        root.setLevel(Level.WARN);
        context.getLogger("dev.coldstart").setLevel(Level.INFO);
    }

    /** Writes no more. */
    public static void end() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.setLevel(Level.OFF);
        context.getLogger("dev.coldstart").setLevel(Level.OFF);
    }

    private static Encoder<ILoggingEvent> json(LoggerContext context) {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithContext(false);
        encoder.setWithFormattedMessage(true);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> text(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        // A line's end in a message is somebody else's: it must not look like a line of ours.
        encoder.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX, UTC} %-5level %X{comparison:--} "
                + "%replace(%msg){'[\\r\\n]+', ' '}%n%ex{12}");
        encoder.start();
        return encoder;
    }

    /** What is logged until it is closed is about this comparison. */
    public static MDC.MDCCloseable about(String comparison) {
        return MDC.putCloseable(COMPARISON, comparison);
    }
}
