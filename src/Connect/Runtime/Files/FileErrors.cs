using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Files;

/// <summary>Errors about files as <c>java.nio.file</c> says them: the path is the message.</summary>
internal static class FileErrors
{
    public static JavaException AsJava(Exception error, string path) => error switch
    {
        FileNotFoundException or DirectoryNotFoundException => new JavaException("java.nio.file.NoSuchFileException", path),
        UnauthorizedAccessException when Directory.Exists(path) =>
            new JavaException("java.nio.file.FileSystemException", $"{path}: Is a directory"),
        UnauthorizedAccessException => new JavaException("java.nio.file.AccessDeniedException", path),
        _ => new JavaException("java.nio.file.FileSystemException", $"{path}: {error.Message}"),
    };
}
