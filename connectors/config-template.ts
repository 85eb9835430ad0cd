export const configTemplate = `# dip-connect: sends the figures of a venue's exports to the API.
api: https://dip.example            # address of the API
clientId: venue-client              # given by the operator, with its secret
clientSecretFile: ./client-secret   # or clientSecret: \${DIP_CLIENT_SECRET}
source: kassa                       # a short name of your system
timeZone: Europe/Amsterdam
state: ./state                      # the connector's own memory; may be deleted, then everything is sent again
files:
  - folder: ./exports
    pattern: '*.csv'                # * and ? as in file names
    # kind: tickets                 # tickets, sales, blocked or performances; recognised by the header when absent
    # columns: { performance_ref: Voorstelling }   # your own names of columns
    # priceClasses: { 'Vriendenkaart': discount }  # normal, discount, free or other
    # performanceIds: ref           # dip when the column holds DIP ids
pollSeconds: 15
settleSeconds: 30                   # a file without <name>.ok beside it must be this old
batchItems: 200
`;
