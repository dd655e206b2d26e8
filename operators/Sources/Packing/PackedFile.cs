using System.Globalization;
using System.IO.Compression;
using StreamEngine.Sources.Mapping;

namespace StreamEngine.Sources.Packing;

/// <summary>Opens files of text: plain, gzip or zip, told by the first bytes.</summary>
internal static class PackedFile
{
    private const int MagicBytes = 6;
    private const int MostNames = 10;

    /// <summary>Opens a file for reading what is in it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="member">The member of a zip file; null when it has one.</param>
    /// <exception cref="IOException">It is not there, or cannot be read; the message says which and why.</exception>
    public static Stream Open(string path, string? member = null)
    {
        var file = RowFile.Open(path);
        if (!file.CanSeek)
        {
            return file;
        }

        try
        {
            Span<byte> magic = stackalloc byte[MagicBytes];
            magic = magic[..file.ReadAtLeast(magic, MagicBytes, throwOnEndOfStream: false)];
            file.Position = 0;
            if (magic.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
            {
                return new UnpackedStream(new GZipStream(file, CompressionMode.Decompress), path, file.Length);
            }

            if (magic.StartsWith("PK\x03\x04"u8) || magic.StartsWith("PK\x05\x06"u8))
            {
                return OpenZip(file, path, member);
            }

            return Foreign(magic) is { } packing ? throw Refused(path, $"is packed with {packing}, which is not read: unpack it first") : file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>A refusal with its code.</summary>
    public static IOException Refused(string path, string reason) => new($"error {MappingErrors.Packed.Code}: file '{path}' {reason}");

    private static string? Foreign(ReadOnlySpan<byte> magic) =>
        magic.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]) ? "zstd"
        : magic.StartsWith((ReadOnlySpan<byte>)[0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) ? "xz"
        : magic.StartsWith("BZh"u8) ? "bzip2"
        : magic.StartsWith((ReadOnlySpan<byte>)[0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]) ? "7z"
        : null;

    private static UnpackedStream OpenZip(FileStream file, string path, string? member)
    {
        try
        {
            var zip = new ZipArchive(file, ZipArchiveMode.Read);
            var members = zip.Entries.Where(entry => !entry.FullName.EndsWith('/') && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal)).ToList();
            var named = member is null ? members : [.. members.Where(entry => entry.FullName == member)];
            if (named.Count != 1)
            {
                var names = string.Join(", ", members.Take(MostNames).Select(entry => entry.FullName)) + (members.Count > MostNames ? string.Create(CultureInfo.InvariantCulture, $" and {members.Count - MostNames} more") : "");
                throw Refused(path, member is null
                    ? members.Count == 0 ? "is a zip file without members" : $"is a zip file of several members; name one with 'member': {names}"
                    : $"is a zip file without member '{member}'; it has {(names.Length == 0 ? "none" : names)}");
            }

            var entry = named[0];
            return entry.IsEncrypted
                ? throw Refused(path, $"has the member '{entry.FullName}' encrypted, which is not read: unpack it first")
                : new UnpackedStream(entry.Open(), path, Math.Clamp(entry.CompressedLength, 1, file.Length)) { Member = entry, Archive = zip };
        }
        catch (InvalidDataException damaged)
        {
            throw Refused(path, $"is a damaged zip file: {damaged.Message}");
        }
    }
}
