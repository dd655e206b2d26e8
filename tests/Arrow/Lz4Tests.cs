using System.Text;
using StreamEngine.Arrow.Compression;

namespace StreamEngine.Tests.Arrow;

public class Lz4Tests
{
    private const string Sentence = "abcabcabcabcabcabcabcabcabc the quick brown fox, the quick brown dog, the quick brown cat, the end";

    // the block that the lz4 program, version 1.9.4, makes of the sentence three times over
    private const string Block =
        "3f616263030005fd062074686520717569636b2062726f776e20666f782c15003e646f6715003263617415003f656e645f00050f620094506520656e64";

    [Theory]
    [InlineData("", 0x02CC5D05)]
    [InlineData("a", 0x550D7456)]
    [InlineData("abc", 0x32D153FF)]
    [InlineData("Nobody inspects the spammish repetition", 0xE2293B2F)]
    public void Checksum_IsThatOfTheSpecification(string text, uint expected) =>
        Assert.Equal(expected, XxHash32.Of(Encoding.ASCII.GetBytes(text)));

    [Theory]
    [InlineData("04224d186440a73d000000" + Block + "00000000d1b73973")] // as it is: content checksum
    [InlineData("04224d187440bd3d000000" + Block + "2b5433ed00000000d1b73973")] // -BX: block checksum
    [InlineData("04224d186c402601000000000000e43d000000" + Block + "00000000d1b73973")] // --content-size
    [InlineData("04224d186040823d000000" + Block + "00000000")] // --no-frame-crc
    public void FramesOfTheLz4Program_AreUnpacked(string frame)
    {
        var target = new byte[3 * Sentence.Length];

        Lz4Frame.Unpack(Convert.FromHexString(frame), target);

        Assert.Equal(Sentence + Sentence + Sentence, Encoding.ASCII.GetString(target));
    }

    [Fact]
    public void MatchesOfALinkedBlock_ReachIntoTheOneBefore()
    {
        // "0123456789abcdef" as literals; then a match of 4 + 12, 16 back, and 5 literals; version 1, linked blocks, 64 KiB
        byte[] first = [0xF0, 1, .. "0123456789abcdef"u8];
        byte[] second = [0x0C, 16, 0, 0x50, .. "vwxyz"u8];

        Assert.Equal("0123456789abcdef0123456789abcdefvwxyz", Encoding.ASCII.GetString(Unpack(Frame(0x40, first, second), 37)));
        Assert.Equal("34: a match 16 bytes back passes the start of the content", Refusal(Frame(0x60, first, second), 37));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(64)]
    [InlineData(1000)]
    [InlineData(70_000)]
    [InlineData(4 << 20)]
    [InlineData((4 << 20) + 17)]
    public void WhatIsPacked_ComesBack(int length)
    {
        var random = new Random(length);
        foreach (var period in new[] { 1, 3, 17, 300, 66_000, int.MaxValue })
        {
            var bytes = new byte[length];
            random.NextBytes(bytes.AsSpan(0, (int)Math.Min(length, (long)period)));
            for (var i = period; i < length && i > 0; i++)
            {
                bytes[i] = random.Next(200) == 0 ? (byte)random.Next(256) : bytes[i - period];
            }

            var packed = Pack(bytes);

            Assert.Equal(bytes, Unpack(packed, length));
            Assert.Equal(packed, Pack(bytes));
        }
    }

    [Fact]
    public void DamagedFrames_AreReadOrRefusedWithoutPassingTheTarget()
    {
        var random = new Random(7);
        var bytes = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 400).Select(i => $"{i * i} {Sentence[(i % 90)..]}")));
        var packed = Pack(bytes);
        var room = new byte[bytes.Length + 64];
        var refused = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var damaged = packed.AsSpan(0, i % 3 == 0 ? random.Next(packed.Length) : packed.Length).ToArray();
            for (var edits = random.Next(1, 4); edits > 0 && damaged.Length > 0; edits--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            room.AsSpan(bytes.Length).Fill(0xAA);
            try
            {
                Lz4Frame.Unpack(damaged, room.AsSpan(0, bytes.Length));
            }
            catch (Lz4FormatException e)
            {
                Assert.InRange(e.Position, 0, damaged.Length);
                refused++;
            }

            Assert.Equal(-1, room.AsSpan(bytes.Length).IndexOfAnyExcept((byte)0xAA));
        }

        Assert.InRange(refused, 10_000, 20_000);
    }

    [Theory]
    [InlineData("", "0: the frame ends inside the magic word")]
    [InlineData("00000000", "0: no LZ4 frame starts here")]
    [InlineData("04224d186440", "6: the frame ends inside its descriptor")]
    [InlineData("04224d182440a7", "4: an LZ4 frame with descriptor 2440 is not supported")]
    [InlineData("04224d186540a7", "4: an LZ4 frame with descriptor 6540 is not supported")]
    [InlineData("04224d186440a8", "6: the checksum of the frame's descriptor is wrong")]
    [InlineData("04224d186440a7", "7: the frame ends inside the length of a block")]
    [InlineData("04224d186440a701000100", "7: a block of 65537 bytes passes the end of the frame or the limit of 65536")]
    [InlineData("04224d186440a7020000000000", "12: the block ends inside a match")]
    [InlineData("04224d186440a7040000001061010000000000", "15: the block does not end with literals", 5)]
    [InlineData("04224d186440a70400000011610000", "13: a match 0 bytes back passes the start of the content")]
    [InlineData("04224d186440a702000000f0ff", "12: a length passes the end of the block or the content")]
    [InlineData("04224d186440a70200000040ff", "12: literals pass the end of the block")]
    [InlineData("04224d186440a7050000801122334455", "11: the content is longer than was declared")]
    [InlineData("04224d186440a70300008011223300000000", "14: the content has 3 bytes, 4 were declared")]
    [InlineData("04224d186440a7040000801122334400000000ffffffff", "19: the checksum of a content is wrong")]
    [InlineData("04224d186c402601000000000000e4", "6: the frame says 294 bytes of content, 4 were declared")]
    public void ImpossibleFrames_AreRefusedWithPosition(string frame, string refusal, int length = 4) =>
        Assert.Equal(refusal, Refusal(Convert.FromHexString(frame), length));

    private static byte[] Frame(byte flags, params byte[][] blocks)
    {
        byte[] descriptor = [flags, 0x40];
        return
        [
            0x04, 0x22, 0x4D, 0x18, .. descriptor, (byte)(XxHash32.Of(descriptor) >> 8),
            .. blocks.SelectMany(block => (byte[])[.. BitConverter.GetBytes(block.Length), .. block]), 0, 0, 0, 0,
        ];
    }

    private static string Refusal(byte[] frame, int length)
    {
        var e = Assert.Throws<Lz4FormatException>(() => Unpack(frame, length));
        return $"{e.Position}: {e.Message}";
    }

    private static byte[] Pack(byte[] bytes)
    {
        var target = new byte[Lz4Encoder.MostLength(bytes.Length)];
        return target[..new Lz4Encoder().Pack(bytes, target)];
    }

    private static byte[] Unpack(byte[] frame, int length)
    {
        var target = new byte[length];
        Lz4Frame.Unpack(frame, target);
        return target;
    }
}
