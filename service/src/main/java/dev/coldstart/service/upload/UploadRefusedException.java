package dev.coldstart.service.upload;

import dev.coldstart.artifact.archive.ArchiveRefusedException;

/** An upload that is not taken. The message says why, and what to do. */
public final class UploadRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String problem;
    private final String title;

    private UploadRefusedException(int status, String problem, String title, String message) {
        super(message);
        this.status = status;
        this.problem = problem;
        this.title = title;
    }

    static UploadRefusedException tooLarge(long most) {
        return new UploadRefusedException(
                413,
                "upload-too-large",
                "The upload is too large",
                "more than " + most + " bytes are not taken: publish less, such as without what is not needed to run");
    }

    static UploadRefusedException otherLength(long announced, long came) {
        return new UploadRefusedException(
                400,
                "length-differs",
                "The upload has another length than was announced",
                announced + " bytes were announced and " + came + " came: send it again, whole");
    }

    static UploadRefusedException otherDigest(String announced, String came) {
        return new UploadRefusedException(
                422,
                "digest-differs",
                "The upload is not what its address says",
                "its SHA-256 is " + came + ", and it was sent as " + announced + ": send it to the address of its own");
    }

    static UploadRefusedException archive(ArchiveRefusedException refused) {
        return new UploadRefusedException(
                422,
                "archive-" + refused.problem().id(),
                refused.problem().title(),
                String.valueOf(refused.getMessage()));
    }

    /** For HTTP. */
    public int status() {
        return status;
    }

    /** A stable name. */
    public String problem() {
        return problem;
    }

    /** One phrase for people. */
    public String title() {
        return title;
    }
}
