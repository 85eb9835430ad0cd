export const configTemplate = `# dip-connect: sends the figures of a venue's exports to the API.
api: https://dip.example            # address of the API
clientId: venue-client              # given by the operator, with its secret
clientSecretFile: ./client-secret   # or clientSecret: \${DIP_CLIENT_SECRET}; or clientKeyFile and clientKeyId
source: kassa                       # a short name of your system
timeZone: Europe/Amsterdam
state: ./state                      # the connector's own memory; may be deleted, then everything is sent again
files:
  - folder: ./exports
    pattern: '*.csv'                # * and ? as in file names
    # name: kaarten                 # how status calls these files
    # kind: tickets                 # tickets, sales, blocked or performances; recognised by the header when absent
    # mode: snapshot                # full: absent performances fall to zero; delta: the rows are movements
    # columns: { Voorstelling: performance_ref }   # your own names of columns
    # priceClasses: { 'Vriendenkaart': discount }  # normal, discount, free or other
    # statuses: { 'Vervallen': cancelled }         # sold, reserved, cancelled, refunded or blocked
    # decimals: comma               # comma or dot, where 1.234 may be either
    # performanceIds: ref           # dip when the column holds DIP ids
    # allowUnterminated: false      # true when your system never ends its last line
pollSeconds: 15                     # or schedule: '15 * * * *'
settleSeconds: 30                   # a file without <name>.ok beside it must be this old
maxLagHours: 26                     # status says late when delivered figures are older
batchItems: 200
# audience:                         # who comes, without anyone in it: see "Audience" in the README; off while these lines are comments
#   secretFile: ./audience-secret   # made by init; keep a copy of it
#   columns:                        # headers of your export; what is not named is not read
#     customer: Klantnummer         # becomes a key that only this secret can make
#     postcode: Postcode            # its four digits go on
#     birth: Geboortedatum          # an age band goes on
#     optOut: Bezwaar               # rows with anything but no are left out
#   exclude: ['Besloten*']          # performances of which nothing is said
`;
