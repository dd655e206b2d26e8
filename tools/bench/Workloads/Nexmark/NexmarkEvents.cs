namespace StreamEngine.Bench.Workloads.Nexmark;

/// <summary>
/// The events of an auction site as the Nexmark benchmark defines them (Tucker, Tufte, Papadimos, Maier 2002, with the proportions and hot keys that its implementations in Beam and Flink publish), drawn by seed, as columns:
/// of fifty events one is a person, three are auctions and 46 are bids. Half of the bids go to the auction that is hot, the others to one of the last hundred or the next ten; three of four bids come from the bidder who is
/// hot, and three of four auctions from the seller who is. Prices are cents, 100 to 100,000,000, and their logarithm is uniform. Time is event time and in order. What no query reads (padding, URLs, credit cards) is left out.
/// </summary>
internal sealed class NexmarkEvents
{
    /// <summary>ns of the first event: a multiple of 10 s, and of a day's windows far from the end of the day.</summary>
    public const long Start = 1_700_000_000_000_000_000;

    /// <summary>Events a second of event time that implementations begin with.</summary>
    public const int UsualPace = 10_000;

    private const int Persons = 1;
    private const int Auctions = 3;
    private const int Epoch = 50;
    private const long FirstPerson = 1000;
    private const long FirstAuction = 1000;
    private const long FirstCategory = 10;
    private const int Categories = 5;
    private const int ActivePeople = 1000;
    private const int InFlight = 100;
    private const int Lead = 10;
    private const int HotEvery = 100;

    private static readonly string[] First = ["Peter", "Paul", "Luke", "John", "Saul", "Vicky", "Kate", "Julie", "Sarah", "Deiter", "Walter"];
    private static readonly string[] Last = ["Shultz", "Abrams", "Spencer", "White", "Bartels", "Walton", "Smith", "Jones", "Noris"];

    private ulong _state;

    /// <summary>Draws events.</summary>
    /// <param name="count">How many.</param>
    /// <param name="pace">Events a second of event time.</param>
    /// <param name="seed">Another seed, other events.</param>
    public NexmarkEvents(int count, int pace = UsualPace, ulong seed = 1)
    {
        _state = (seed * 0x9E3779B97F4A7C15) | 1;
        (Count, Apart) = (count, 1_000_000_000L / pace);
        (Ts, Id, Seller, Category, InitialBid, Reserve, Expires) = (New<long>(), New<long>(), New<long>(), New<long>(), New<long>(), New<long>(), New<long>());
        (Auction, Bidder, Price) = (New<long>(), New<long>(), New<long>());
        (Kind, Name, Channel, City) = (New<NexmarkKind>(), New<ushort>(), New<ushort>(), New<byte>());
        for (var i = 0; i < count; i++)
        {
            Ts[i] = Start + (i * Apart);
            switch (i % Epoch)
            {
                case < Persons:
                    Register(i);
                    break;
                case < Persons + Auctions:
                    Offer(i);
                    break;
                default:
                    Bid(i);
                    break;
            }
        }

        T[] New<T>() => new T[count];
    }

    /// <summary>What <see cref="Name"/> stands for: none, then people, then goods.</summary>
    public static IReadOnlyList<string> Names { get; } = ["-", .. First.SelectMany(_ => Last, static (first, last) => $"{first} {last}"), .. Enumerable.Range(0, 1000).Select(i => $"item-{i:000}")];

    /// <summary>What <see cref="Channel"/> stands for: none, four that are hot, and the others.</summary>
    public static IReadOnlyList<string> Channels { get; } = ["-", "Google", "Facebook", "Baidu", "Apple", .. Enumerable.Range(0, 10_000).Select(i => $"channel-{i}")];

    /// <summary>What <see cref="City"/> stands for: none, then cities.</summary>
    public static IReadOnlyList<string> Cities { get; } = ["-", "Phoenix", "Los Angeles", "San Francisco", "Boise", "Portland", "Bend", "Redmond", "Seattle", "Kent", "Cheyenne"];

    /// <summary>Events.</summary>
    public int Count { get; }

    /// <summary>ns from one event to the next.</summary>
    public long Apart { get; }

    /// <summary>Event time, ns.</summary>
    public long[] Ts { get; }

    /// <summary>What each event is; columns that its kind has not are 0.</summary>
    public NexmarkKind[] Kind { get; }

    /// <summary>Id of the person or auction.</summary>
    public long[] Id { get; }

    /// <summary>Name of the person or item.</summary>
    public ushort[] Name { get; }

    /// <summary>City of the person.</summary>
    public byte[] City { get; }

    /// <summary>Who offers.</summary>
    public long[] Seller { get; }

    /// <summary>Category of the auction, 10 to 14.</summary>
    public long[] Category { get; }

    /// <summary>Least bid, cents.</summary>
    public long[] InitialBid { get; }

    /// <summary>What the seller wants at least, cents.</summary>
    public long[] Reserve { get; }

    /// <summary>When the auction ends, ns.</summary>
    public long[] Expires { get; }

    /// <summary>Auction that is bid on.</summary>
    public long[] Auction { get; }

    /// <summary>Who bids.</summary>
    public long[] Bidder { get; }

    /// <summary>The bid, cents.</summary>
    public long[] Price { get; }

    /// <summary>Where the bid came from.</summary>
    public ushort[] Channel { get; }

    private void Register(int i)
    {
        (Kind[i], Id[i]) = (NexmarkKind.Person, LastPerson(i) + FirstPerson);
        (Name[i], City[i]) = ((ushort)(1 + Below(First.Length * Last.Length)), (byte)(1 + Below(Cities.Count - 1)));
    }

    private void Offer(int i)
    {
        (Kind[i], Id[i], Name[i]) = (NexmarkKind.Auction, LastAuction(i) + FirstAuction, (ushort)(1 + (First.Length * Last.Length) + Below(1000)));
        Seller[i] = FirstPerson + (Below(4) > 0 ? LastPerson(i) / HotEvery * HotEvery : NextPerson(i));
        Category[i] = FirstCategory + Below(Categories);
        InitialBid[i] = NextPrice();
        Reserve[i] = InitialBid[i] + NextPrice();
        var horizon = InFlight * Epoch / Auctions * Apart;
        Expires[i] = Ts[i] + 1_000_000 + Below(2 * horizon);
    }

    private void Bid(int i)
    {
        Kind[i] = NexmarkKind.Bid;
        Auction[i] = FirstAuction + (Below(2) > 0 ? LastAuction(i) / HotEvery * HotEvery : NextAuction(i));
        Bidder[i] = FirstPerson + (Below(4) > 0 ? (LastPerson(i) / HotEvery * HotEvery) + 1 : NextPerson(i));
        Price[i] = NextPrice();
        Channel[i] = (ushort)(1 + (Below(2) > 0 ? Below(4) : 4 + Below(10_000)));
    }

    private static long LastPerson(long i) => i / Epoch * Persons;

    private static long LastAuction(long i)
    {
        var (epoch, offset) = (i / Epoch, i % Epoch);
        return offset < Persons ? (epoch * Auctions) - 1 : (epoch * Auctions) + Math.Min(offset - Persons, Auctions - 1);
    }

    private long NextPerson(long i)
    {
        var people = LastPerson(i) + 1;
        var active = Math.Min(people, ActivePeople);
        return people - active + Below(active + Lead);
    }

    private long NextAuction(long i)
    {
        var last = LastAuction(i);
        var first = Math.Max(last - InFlight, 0);
        return first + Below(last - first + 1 + Lead);
    }

    private long NextPrice() => (long)Math.Round(Math.Pow(10, Below(1L << 40) * (6.0 / (1L << 40))) * 100);

    private long Below(long limit)
    {
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return (long)((_state * 0x2545F4914F6CDD1D) % (ulong)limit);
    }
}
