using System.Formats.Tar;
using System.IO.Compression;
using Ms2Lab.Labs.LabKit.Submissions;

namespace Ms2Lab.Labs.Grading;

/// <summary>Unpacks hand-ins. What an archive says about itself is not believed: bytes are counted as they come.</summary>
/// <remarks>Refused whole: paths that lead out of the folder, links, more entries or bytes than <see cref="IntakeLimits"/> allow, and what is no archive.</remarks>
public sealed class ArchiveIntake(IntakeLimits? limits = null)
{
    private readonly IntakeLimits _limits = limits ?? new();

    /// <summary>Unpacks a zip, tar or gzipped tar, whatever its ending says, into an empty folder.</summary>
    /// <returns>Paths of the files that were too large and are left out.</returns>
    /// <exception cref="ArtifactException">It is refused.</exception>
    public IReadOnlyList<string> Unpack(string archive, string folder)
    {
        var name = Path.GetFileName(archive);
        var target = new Target(name, folder, _limits);
        try
        {
            using var file = File.OpenRead(archive);
            Span<byte> head = stackalloc byte[2];
            var read = file.ReadAtLeast(head, 2, throwOnEndOfStream: false);
            file.Position = 0;
            switch (read == 2 ? (head[0], head[1]) : (0, 0))
            {
                case ((byte)'P', (byte)'K'):
                    UnpackZip(file, target);
                    break;
                case (0x1F, 0x8B):
                    using (var plain = new GZipStream(file, CompressionMode.Decompress))
                    {
                        UnpackTar(plain, target);
                    }
                    break;
                default:
                    RequireTar(file);
                    UnpackTar(file, target);
                    break;
            }
            return target.TooLarge;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException or NotSupportedException or ArgumentException)
        {
            throw new ArtifactException("an archive (zip, tar, tar.gz)", $"{name}, which cannot be read as one: {e.Message}", "Pack the folder again and try to unpack it yourself before handing it in.");
        }
    }

    // A tar does not begin with a mark of its own: its header holds "ustar" at byte 257, since POSIX.1-1988.
    private static void RequireTar(FileStream file)
    {
        Span<byte> header = stackalloc byte[262];
        if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || !header[257..].SequenceEqual("ustar"u8))
        {
            throw new InvalidDataException(file.Length == 0 ? "it is empty" : "it begins as none of them");
        }
        file.Position = 0;
    }

    private static void UnpackZip(Stream file, Target target)
    {
        using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        foreach (var entry in zip.Entries)
        {
            // The upper half of the attributes is the Unix mode; 0xA000 is a link's.
            if (((entry.ExternalAttributes >> 16) & 0xF000) == 0xA000)
            {
                throw target.Refused($"a link ({entry.FullName})");
            }
            if (!entry.FullName.EndsWith('/') && !entry.FullName.EndsWith('\\'))
            {
                using var content = entry.Open();
                target.Take(entry.FullName, content);
            }
        }
    }

    private static void UnpackTar(Stream file, Target target)
    {
        using var tar = new TarReader(file);
        var any = false;
        while (tar.GetNextEntry() is { } entry)
        {
            any = true;
            switch (entry.EntryType)
            {
                case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                    target.Take(entry.Name, entry.DataStream ?? Stream.Null);
                    break;
                case TarEntryType.Directory or TarEntryType.GlobalExtendedAttributes:
                    break;
                default:
                    throw target.Refused($"a link or device ({entry.Name})");
            }
        }
        if (!any)
        {
            throw new InvalidDataException("it has no entries");
        }
    }

    /// <summary>The folder that is filled, and the counters that end it.</summary>
    private sealed class Target(string archive, string folder, IntakeLimits limits)
    {
        private readonly List<string> _tooLarge = [];
        private int _entries;
        private long _unpacked;
        private long _taken;

        public IReadOnlyList<string> TooLarge => _tooLarge;

        public void Take(string name, Stream content)
        {
            var path = Within(name);
            if (++_entries > limits.Entries)
            {
                throw Refused($"more than {limits.Entries} files");
            }
            var kept = new MemoryStream();
            var buffer = new byte[81920];
            long size = 0;
            for (int read; (read = content.Read(buffer)) > 0;)
            {
                size += read;
                if ((_unpacked += read) > limits.UnpackedBytes)
                {
                    throw Refused($"more than {limits.UnpackedBytes >> 20} MB when unpacked");
                }
                if (size <= limits.FileBytes)
                {
                    kept.Write(buffer, 0, read);
                }
            }
            if (path is null)
            {
                return;
            }
            if (size > limits.FileBytes)
            {
                _tooLarge.Add(Path.GetRelativePath(folder, path).Replace('\\', '/'));
                return;
            }
            if ((_taken += size) > limits.TotalBytes)
            {
                throw Refused($"more than {limits.TotalBytes >> 20} MB of small files");
            }
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, kept.ToArray());
        }

        public ArtifactException Refused(string what) =>
            new("an archive of plain files that stay within their folder", $"{archive} with {what}", "Pack only the files of the lab, as they are, into one archive.");

        private string? Within(string name)
        {
            var parts = name.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries);
            if (name is ['/' or '\\', ..] || parts.Contains("..") || parts is [[_, ':', ..], ..])
            {
                throw Refused($"a path that leads out of its folder ({name})");
            }
            return parts.Length == 0 || parts.Any(p => p[0] == '.') ? null : Path.Combine([folder, .. parts]);
        }
    }
}
