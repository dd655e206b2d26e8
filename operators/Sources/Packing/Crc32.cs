namespace StreamEngine.Sources.Packing;

/// <summary>CRC-32 as zip files have it: polynomial 0x04C11DB7, reflected (PKWARE APPNOTE 4.4.7).</summary>
internal static class Crc32
{
    /// <summary>The sum of nothing.</summary>
    public const uint Start = 0xFFFF_FFFF;

    private const uint Reflected = 0xEDB8_8320;
    private const int Slices = 8;

    private static readonly uint[][] Tables = Make();

    /// <summary>The sum with bytes added.</summary>
    public static uint Add(uint crc, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= Slices; bytes = bytes[Slices..])
        {
            crc = Tables[7][(byte)(crc ^ bytes[0])] ^ Tables[6][(byte)((crc >> 8) ^ bytes[1])] ^ Tables[5][(byte)((crc >> 16) ^ bytes[2])] ^ Tables[4][(byte)((crc >> 24) ^ bytes[3])]
                ^ Tables[3][bytes[4]] ^ Tables[2][bytes[5]] ^ Tables[1][bytes[6]] ^ Tables[0][bytes[7]];
        }

        foreach (var value in bytes)
        {
            crc = Tables[0][(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return crc;
    }

    /// <summary>The sum as it is stored.</summary>
    public static uint End(uint crc) => ~crc;

    private static uint[][] Make()
    {
        var tables = new uint[Slices][];
        for (var slice = 0; slice < Slices; slice++)
        {
            tables[slice] = new uint[256];
            for (uint value = 0; value < 256; value++)
            {
                var crc = slice == 0 ? value : tables[slice - 1][value];
                for (var bit = 0; bit < 8; bit++)
                {
                    crc = (crc >> 1) ^ ((crc & 1) * Reflected);
                }

                tables[slice][value] = crc;
            }
        }

        return tables;
    }
}
